"""Writes a trained network as Vedette ships it: an 8-bit ONNX graph, the path table, and the tokenizer.

    python training/export.py FILE.pt --pretrained FOLDER --out src/vedette/reports/trained
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy
import torch
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    model = Network(options.pretrained)
    model.load_state_dict(torch.load(options.weights, map_location="cpu"))
    model.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    pieces = torch.randint(5, 1000, (2, 9))
    inputs = (pieces, torch.ones_like(pieces), torch.tensor([[1, 2, 3], [1, 4, 5]]), torch.zeros(2, 3, 6, dtype=torch.long))
    names = ("pieces", "mask", "firsts", "rows")
    outputs = ("types", "statuses", "truths", "triggers", "arguments")
    batch = {0: "batch"}
    axes = {"pieces": {**batch, 1: "pieces"}, "mask": {**batch, 1: "pieces"}, "firsts": {**batch, 1: "words"}, "rows": {**batch, 1: "words"}, **{o: {**batch, 1: "words"} for o in outputs}}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(model, inputs, plain, input_names=names, output_names=outputs, dynamic_axes=axes, opset_version=17, dynamo=False)
        # 7-bit weights: what older processors multiply without overflow, so that every machine reads alike.
        quantize_dynamic(plain, options.out / "reader.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    numpy.save(options.out / "paths.npy", model.path.weight.detach().numpy().astype(numpy.float32))
    tokenizer = Tokenizer.from_file(str(options.pretrained / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(options.out / "pieces.json"), pretty=False)
    print({p.name: p.stat().st_size for p in sorted(options.out.iterdir())})


if __name__ == "__main__":
    main()
