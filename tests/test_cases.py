"""Articles with the graph that they must give: tests/cases/NAME/article.txt, expected.ttl.

To add one, write the article and look hard at what
`castgraph read article.txt --format ttl` says before it is kept as expected.ttl.
"""

from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import graph_diff, isomorphic

from graph.claims import load_reading
from graph.export import FORMATS
from graph.model import Article
from graph.store import MEMORY, open_store
from ingest.articles import find_articles
from ingest.reader import Reader

CASES = sorted(Path(__file__).with_name("cases").iterdir())


def test_the_cases_are_there() -> None:
    assert len(CASES) == 3


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_an_article_gives_its_graph(case: Path) -> None:
    (article,) = find_articles([str(case / "article.txt")])
    assert isinstance(article, Article)
    with open_store(MEMORY) as store:
        load_reading(store, Reader().read(article))
        found = Graph().parse(data=FORMATS["ttl"].writer(store), format="turtle")
    expected = Graph().parse(case / "expected.ttl", format="turtle")
    _, missing, surplus = graph_diff(expected, found)
    told = f"missing:\n{missing.serialize()}\nsurplus:\n{surplus.serialize()}"
    assert isomorphic(expected, found), told
