"""What is pure in fixtures/lab/python, as a specification: python3 -m unittest, with that folder on PYTHONPATH."""
import io
import os
import string
import tempfile
import unittest

import torch

import logs
import safetensors
import settings
import tokenizer
import wording

FACTS = {
    "pid": 7, "torch": "1.13", "threads": 4, "cpus": 2, "workers": 2, "each": 2, "throttled": 3, "periods": 9, "seconds": 1.25, "milliseconds": 1250.0,
    "peak": 900.0, "limit": 1000.0, "host": "http://127.0.0.1:1", "reason": "timed out", "number": 1, "tries": 3, "path": "/srv/model", "megabytes": 768.0,
    "entries": 10, "shape": "1x96", "shapes": "1x96, 1x256", "before": 64.0, "batch": 1, "length": 96, "status": 200,
}


class Wordings(unittest.TestCase):
    def test_say_nothing_but_facts_that_the_service_has(self):
        for texts in wording.WORDINGS.values():
            for text in texts:
                names = {name for _, name, _, _ in string.Formatter().parse(text or "") if name}
                self.assertLessEqual(names, FACTS.keys(), text)

    def test_are_the_same_in_each_process_of_a_run_and_others_in_another(self):
        chosen = []
        for number in (1, 1, 2, 3, 4, 5):
            logs.chosen["wording"] = number
            chosen.append(tuple(logs.pick(name, texts) for name, texts in wording.WORDINGS.items()))
        self.assertEqual(chosen[0], chosen[1])
        self.assertEqual(len(set(chosen)), 5)


class Settings(unittest.TestCase):
    def test_change_a_member_and_leave_its_neighbours(self):
        both = settings.merged({"log": {"format": "plain", "wording": 0}, "warmup": None}, {"log": {"wording": 5}, "warmup": {"shapes": [[1, 96]]}})
        self.assertEqual(both, {"log": {"format": "plain", "wording": 5}, "warmup": {"shapes": [[1, 96]]}})


class Tokenizers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "tokenizer.json")
        tokenizer.write(self.path, 2_000)

    def test_have_as_many_entries_as_were_asked_for(self):
        for kind in tokenizer.KINDS.values():
            self.assertEqual(len(kind(self.path).ids), 2_000)

    def test_give_one_piece_for_what_the_vocabulary_merges_to_one(self):
        for kind in tokenizer.KINDS.values():
            made = kind(self.path)
            self.assertEqual(made.encode("babe"), [made.ids["babe"]])

    def test_give_the_unknown_piece_for_a_letter_that_is_in_no_entry(self):
        for kind in tokenizer.KINDS.values():
            self.assertEqual(kind(self.path).encode("ß"), [tokenizer.UNKNOWN])


class Safetensors(unittest.TestCase):
    def test_are_read_as_they_were_written_from_a_file_and_from_its_bytes(self):
        tensors = {"a": torch.arange(6, dtype=torch.float32).reshape(2, 3), "b": torch.ones(4, dtype=torch.float16)}
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "model.safetensors")
            safetensors.write(path, tensors)
            with open(path, "rb") as file:
                sources = [path, io.BytesIO(file.read())]
            for source in sources:
                read = safetensors.mapped(source)
                self.assertEqual(read.keys(), tensors.keys())
                for name, tensor in tensors.items():
                    self.assertTrue(torch.equal(read[name], tensor))
                    self.assertEqual(read[name].dtype, tensor.dtype)


if __name__ == "__main__":
    unittest.main()
