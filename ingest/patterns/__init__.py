"""Language data: cue phrases, lexicons and weights, one idea a file, read by the modules beside."""
