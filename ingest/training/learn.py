"""Train the network: all articles in one pass after another, fixed seeds, a falling rate."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from ingest.training.examples import Example
from ingest.training.network import Network

EPOCHS = 9
_RATE, _HEAD_RATE = 1e-4, 1e-3
_WARM = 0.08  # of all steps
_PIECES = 3000  # in a batch, about
_HIDDEN = 0.12  # of names, all places of a form together
_MASK = 103  # [MASK] of the vocabulary
_STATUS = 1.0  # weight of the statuses' loss


def train(
    examples: Sequence[Example], say: Callable[[str], None], epochs: int = EPOCHS, seed: int = 0
) -> Network:
    """A trained network, in evaluation mode."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    order = [e for e in examples if len(e.pieces)]
    shuffle = random.Random(seed)
    network = Network()
    network.train()
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": list(network.encoder.parameters()), "lr": _RATE},
            {"params": heads, "lr": _HEAD_RATE},
        ],
        weight_decay=0.01,
    )
    steps = epochs * (sum(len(e.pieces) for e in order) // _PIECES + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _share(step, steps))
    for epoch in range(epochs):
        shuffle.shuffle(order)
        losses = []
        for batch in _batches(order):
            loss = _loss(network, [_hide(e, rng) for e in batch])
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            losses.append(loss.item())
        say(f"epoch {epoch + 1} of {epochs}: loss {sum(losses) / len(losses):.3f}")
    network.eval()
    return network


def _share(step: int, steps: int) -> float:
    """Of the full rate: rises at first, then falls to nearly nothing."""
    return min(1.0, (step + 1) / (_WARM * steps)) * max(0.02, 1 - step / steps)


def _batches(order: Sequence[Example]) -> Iterator[list[Example]]:
    batch: list[Example] = []
    size = 0
    for item in order:
        batch.append(item)
        size += len(item.pieces)
        if size >= _PIECES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _hide(item: Example, rng: np.random.Generator) -> Example:
    """The example with some names hidden, so that their surroundings have to tell."""
    if not len(item.spans):
        return item
    named = np.zeros(int(item.forms.max()) + 1, bool)
    np.logical_or.at(named, item.forms, item.kinds[:, 0] < 0)
    picked = (rng.random(len(named)) < _HIDDEN) & named
    ids = item.pieces.ids.copy()
    for first, last in item.spans[picked[item.forms]]:
        ids[first:last] = _MASK
    return replace(item, pieces=replace(item.pieces, ids=ids))


def _loss(network: Network, batch: Sequence[Example]) -> Tensor:
    total = torch.zeros(())
    read = network.read([item.pieces for item in batch])
    for item, found in zip(batch, read, strict=True):
        if len(item.spans):
            total = total + _kinds_loss(network, found, item)
        total = total + _relations_loss(network, found, item)
    return total / len(batch)


def _kinds_loss(network: Network, read: Tensor, item: Example) -> Tensor:
    scores = network.kinds(read, item.spans, item.forms).log_softmax(1)
    missed = -torch.logsumexp(scores + torch.from_numpy(item.kinds), 1)
    # A name that is repeated is no more worth than its root.
    weight = 1 / np.sqrt(np.bincount(item.forms)[item.forms])
    return (missed * torch.from_numpy(weight.astype(np.float32))).sum() / 20


def _relations_loss(network: Network, read: Tensor, item: Example) -> Tensor:
    total = torch.zeros(())
    for letters, asked in item.pairs.items():
        vectors = network.place_vectors(read, asked.placed.spans)
        odds, statuses = network.relations(letters, vectors, asked.placed)
        labels = torch.from_numpy(asked.labels)
        total = total + functional.binary_cross_entropy_with_logits(odds, labels, reduction="sum")
        said = torch.from_numpy(asked.statuses)
        if (said >= 0).any():
            of_status = functional.cross_entropy(
                statuses[said >= 0], said[said >= 0], reduction="sum"
            )
            total = total + _STATUS * of_status
    return total / 10
