"""Write a trained network as package data: ONNX with 8-bit weights, heads, tokeniser."""

import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch

from ingest.training.network import FeatureEncoder, Network, base_folder
from ingest.wordpieces import SIZES

FOLDER = Path(__file__).parent.parent / "model"
_OPSET = 17
_AXES = {0: "windows", 1: "pieces"}
_INPUTS = ("ids", "mask", "features")


def export(network: Network, folder: Path = FOLDER) -> None:
    """Write ``encoder.onnx``, ``heads.npz`` and ``tokenizer.json`` into ``folder``."""
    heads = {
        name: weight.numpy().astype(np.float16)
        for name, weight in network.state_dict().items()
        if not name.startswith("encoder.")
    }
    np.savez_compressed(folder / "heads.npz", **heads)
    shutil.copyfile(base_folder() / "tokenizer.json", folder / "tokenizer.json")
    with tempfile.TemporaryDirectory() as scratch:
        plain, fused = (Path(scratch) / name for name in ("plain.onnx", "fused.onnx"))
        _write_onnx(network.encoder, plain)
        _fuse(network.encoder, plain, fused)
        _quantize(fused, folder / "encoder.onnx")


def _write_onnx(encoder: FeatureEncoder, path: Path) -> None:
    encoder.bert.config._attn_implementation = "eager"  # as the fusion knows it
    ids = torch.ones((2, 40), dtype=torch.int64)
    features = torch.zeros((2, 40, len(SIZES)), dtype=torch.int64)
    torch.onnx.export(
        encoder.eval(),
        (ids, torch.ones_like(ids), features),
        str(path),
        input_names=list(_INPUTS),
        output_names=["read"],
        dynamic_axes=dict.fromkeys((*_INPUTS, "read"), _AXES),
        opset_version=_OPSET,
        dynamo=False,  # the newer exporter needs one more package
    )


def _fuse(encoder: FeatureEncoder, plain: Path, fused: Path) -> None:
    """Attention, activations and norms as one operator each: a third faster."""
    from onnxruntime.transformers.fusion_options import FusionOptions
    from onnxruntime.transformers.optimizer import optimize_model

    config = encoder.bert.config
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False  # ours has features in it
    model = optimize_model(
        str(plain),
        model_type="bert",
        num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size,
        optimization_options=options,
    )
    model.save_model_to_file(str(fused))


def _quantize(fused: Path, path: Path) -> None:
    """8-bit weights; of 7 bits' range, since older processors overflow with more."""
    from onnx import TensorProto
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        fused,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )
