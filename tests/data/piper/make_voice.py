"""Write a tiny voice in Piper's file format: beeps instead of speech, 2 kB instead of 60 MB.

Every phoneme sounds as a sine of its own, three frames of 256 samples long; the marks for beginning, end and padding
are silent and one frame long. A second and a third speaker are 70 Hz higher each. The same graph without the speaker
input makes a voice of one speaker, as real exports have it.

    python tests/data/piper/make_voice.py        writes the files beside this script (needs the package onnx)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

SAMPLE_RATE = 16000
HOP = 256
FRAMES = 3
MARKS = 3  # ids below are padding, beginning and end
SPEAKERS = {"alto": 0, "tenor": 1, "bass": 2}
SYMBOLS = (
    "_^$ !'(),-.:;?abcdefghijklmnopqrstuvwxyzæçðøħŋœɐɑɒɓɔɕɖɗɘəɚɛɜ"
    "ɝɞɟɠɡɢɣɤɥɦɧɨɪɫɬɭɮɯɰɱɲɳɴɵɶɸɹɺɻɽɾʀʁʂʃʄʈʉʊʋʌʍʎʏʐʑʒʔʕʘʙʛʜʝʟʡʢˈˌːˑ˞βθχᵻ"
)


def graph(speakers: int):
    """The model: ids -> how long each sounds -> which one sounds at each sample -> a sine."""
    values = {
        "marks": np.int64(MARKS), "frames": np.float32(FRAMES), "one_frame": np.float32(1), "hop": np.int64(HOP),
        "zero": np.int64(0), "one": np.int64(1), "axis": np.array([1], np.int64), "flat": np.array([-1], np.int64),
        "shape": np.array([1, 1, 1, -1], np.int64),
        "rows": np.array([-1, HOP], np.int64), "base": np.float32(200), "step": np.float32(4),
        "radians": np.float32(2 * np.pi / SAMPLE_RATE), "level": np.float32(0.3), "higher": np.float32(70),
        "none": np.float32(0), "length_at": np.int64(1),
    }  # fmt: skip
    node = helper.make_node
    nodes = [
        node("Reshape", ["input", "flat"], ["ids"]),
        node("Less", ["ids", "marks"], ["is_mark"]),
        node("Gather", ["scales", "length_at"], ["length_scale"], axis=0),
        node("Where", ["is_mark", "one_frame", "frames"], ["plain"]),
        node("Mul", ["plain", "length_scale"], ["scaled"]),
        node("Ceil", ["scaled"], ["whole"]),
        node("Cast", ["whole"], ["counts"], to=TensorProto.INT64),
        node("CumSum", ["counts", "zero"], ["ends"]),
        node("ReduceSum", ["counts"], ["total"], keepdims=0),
        node("Range", ["zero", "total", "one"], ["frame"]),
        # Which phoneme a frame belongs to: how many have ended before it.
        node("Unsqueeze", ["frame", "axis"], ["column"]),
        node("GreaterOrEqual", ["column", "ends"], ["ended"]),
        node("Cast", ["ended"], ["ended_ones"], to=TensorProto.INT64),
        node("ReduceSum", ["ended_ones", "axis"], ["which"], keepdims=0),
        node("Gather", ["ids", "which"], ["phoneme_of_frame"], axis=0),
        node("Unsqueeze", ["phoneme_of_frame", "axis"], ["phoneme"]),  # a row a frame
        node("Less", ["phoneme", "marks"], ["silent"]),
        node("Cast", ["phoneme"], ["number"], to=TensorProto.FLOAT),
        node("Mul", ["number", "step"], ["above"]),
        node("Add", ["above", "base"], ["hertz_alone"]),
    ]
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, ["batch_size", "phonemes"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, ["batch_size"]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    if speakers > 1:
        inputs.append(helper.make_tensor_value_info("sid", TensorProto.INT64, ["batch_size"]))
        nodes += [
            node("Cast", ["sid"], ["speaker"], to=TensorProto.FLOAT),
            node("Mul", ["speaker", "higher"], ["shift"]),
            node("Add", ["hertz_alone", "shift"], ["hertz"]),
        ]
    else:
        nodes.append(node("Identity", ["hertz_alone"], ["hertz"]))
    nodes += [
        node("Mul", ["total", "hop"], ["samples"]),
        node("Range", ["zero", "samples", "one"], ["times"]),
        node("Reshape", ["times", "rows"], ["rows_of_times"]),
        node("Cast", ["rows_of_times"], ["index"], to=TensorProto.FLOAT),
        node("Mul", ["index", "radians"], ["turn"]),
        node("Mul", ["turn", "hertz"], ["phase"]),
        node("Sin", ["phase"], ["sine"]),
        node("Mul", ["sine", "level"], ["loud"]),
        node("Where", ["silent", "none", "loud"], ["wave"]),
        # An input that nothing reads may be optimised away, and then cannot be given.
        node("Cast", ["input_lengths"], ["unused"], to=TensorProto.FLOAT),
        node("Mul", ["unused", "none"], ["nothing"]),
        node("Add", ["wave", "nothing"], ["sum"]),
        node("Reshape", ["sum", "shape"], ["output"]),
    ]
    constants = [numpy_helper.from_array(np.asarray(value), name) for name, value in values.items()]
    output = helper.make_tensor_value_info("output", TensorProto.FLOAT, ["batch_size", 1, 1, "time"])
    model = helper.make_model(
        helper.make_graph(nodes, "beeps", inputs, [output], constants),
        opset_imports=[helper.make_opsetid("", 17)],
        producer_name="podcaster-tests",
    )
    model.ir_version = 8
    checker.check_model(model)
    return model


def description(speakers: dict[str, int]) -> dict[str, object]:
    """What stands in the JSON beside a model."""
    return {
        "audio": {"sample_rate": SAMPLE_RATE, "quality": "low"},
        "espeak": {"voice": "en-us"},
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_id_map": {symbol: [number] for number, symbol in enumerate(SYMBOLS)},
        "num_symbols": len(SYMBOLS),
        "num_speakers": max(1, len(speakers)),
        "speaker_id_map": speakers,
        "hop_length": HOP,
        "language": {"code": "en_US", "family": "en", "region": "US"},
        "dataset": "beeps",
    }


def write(folder: Path, name: str, speakers: dict[str, int]) -> None:
    """Write a model and its description."""
    path = folder / f"{name}.onnx"
    save(graph(len(speakers)), path)
    text = json.dumps(description(speakers), ensure_ascii=False, indent=1)
    Path(f"{path}.json").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    write(target, "en_US-choir-low", SPEAKERS)
    write(target, "en_US-solo-low", {})
