"""Training: annotated articles in, the model of `ingest/model` and the weights out."""
