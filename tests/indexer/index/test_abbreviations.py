"""Short forms that an archive defines itself."""

from indexer.domain import Header, Passage
from indexer.index import abbreviations
from indexer.index.records import Entry, StoredPassage


def stored(*texts):
    entry = Entry("d", "d.txt", "txt", Header())
    return [StoredPassage(i, entry, Passage(0, len(text), text)) for i, text in enumerate(texts)]


def test_definitions_are_gathered_as_passages_go_by(tmp_path):
    passages = stored("Bệnh án điện tử (BAĐT).", "Hồ sơ (sau đây gọi tắt là HS).", "Không có gì (ngày 5).")
    definitions = abbreviations.Definitions()
    assert list(definitions.watch(passages)) == passages
    definitions.write(tmp_path)
    assert abbreviations.load(tmp_path) == {"BAĐT": "Bệnh án điện tử", "HS": "Hồ sơ"}


def test_of_two_meanings_the_more_frequent_is_kept():
    definitions = abbreviations.Definitions()
    list(definitions.watch(stored("trạm y tế (TYT)", "Trường Y tá (TYT)", "trạm y tế (TYT)")))
    assert definitions.most_common() == {"TYT": "trạm y tế"}
