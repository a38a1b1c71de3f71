"""Trains a ranking model in PyTorch from the initial parameters and on the batches that Campanile wrote to a folder, and
compares the losses of all steps with Campanile's. Dense parameters by Adam, tables by Adagrad with sparse gradients."""
import argparse
import json
import pathlib

import torch

torch.sparse.check_sparse_tensor_invariants.disable()

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("folder", type=pathlib.Path)
parser.add_argument("--tolerance", type=float, default=1e-3, help="greatest difference of losses that is allowed")
options = parser.parse_args()
torch.set_num_threads(1)
about = json.loads((options.folder / "parity.json").read_text())
unused = set(about["arrays"])


def read(name, kind=torch.float32):
    unused.remove(name)
    data = bytearray((options.folder / f"{name}.bin").read_bytes())
    return torch.frombuffer(data, dtype=kind).reshape(about["arrays"][name])


class Adam(torch.optim.Optimizer):
    """Adam with epsilon where the efficient form at the end of section 2 of its paper has it, as in Campanile and TensorFlow;
    torch.optim.Adam adds epsilon to the corrected root."""

    def __init__(self, parameters, lr, betas=(0.9, 0.999), epsilon=1e-8):
        super().__init__(parameters, dict(lr=lr, betas=betas, epsilon=epsilon))
        self.steps = 0

    @torch.no_grad()
    def step(self):
        self.steps += 1
        for group in self.param_groups:
            first, second = group["betas"]
            rate = group["lr"] * (1 - second ** self.steps) ** 0.5 / (1 - first ** self.steps)
            for parameter in group["params"]:
                state = self.state[parameter]
                if not state:
                    state["mean"], state["square"] = torch.zeros_like(parameter), torch.zeros_like(parameter)
                state["mean"].lerp_(parameter.grad, 1 - first)
                state["square"].lerp_(parameter.grad.square(), 1 - second)
                parameter.addcdiv_(state["mean"], state["square"].sqrt() + group["epsilon"], value=-rate)


class Layers(torch.nn.Module):
    """A network of the stored flat parameters: layer by layer the weights [outputs, inputs] and the biases."""

    def __init__(self, name, sizes, activation_at_the_end):
        super().__init__()
        flat, at = read(name), 0
        layers = []
        for inputs, outputs in zip(sizes, sizes[1:]):
            layer = torch.nn.Linear(inputs, outputs)
            for parameter in (layer.weight, layer.bias):
                parameter.data = flat[at:at + parameter.numel()].reshape(parameter.shape).clone()
                at += parameter.numel()
            layers += [layer, torch.nn.ReLU()]
        assert at == len(flat), f"{name} has {len(flat)} numbers, of which {at} are used"
        self.layers = torch.nn.Sequential(*(layers if activation_at_the_end else layers[:-1]))

    def forward(self, x):
        return self.layers(x)


def table(name):
    weight = read(name)
    return torch.nn.Embedding(*weight.shape, sparse=True, _weight=weight.clone())


TABLES = 26
DENSE = 13
WIDTH = 16


class Dlrm(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.bottom = Layers("bottom-mlp", [DENSE, 64, 32, WIDTH], activation_at_the_end=True)
        vectors = TABLES + 1
        self.top = Layers("top-mlp", [WIDTH + vectors * (vectors - 1) // 2, 128, 64, 1], activation_at_the_end=False)
        self.rows, self.columns = torch.tril_indices(vectors, vectors, offset=-1)

    def forward(self, dense, embedded):  # [B, 13], [B, 26, 16]
        bottom = self.bottom(dense)
        vectors = torch.cat([bottom[:, None], embedded], dim=1)
        products = torch.bmm(vectors, vectors.mT)[:, self.rows, self.columns]
        return self.top(torch.cat([bottom, products], dim=1))[:, 0]


class DeepFm(torch.nn.Module):
    """The last number of each row is the feature's weight in the linear part."""

    def __init__(self):
        super().__init__()
        self.dense_table = table("dense-features")
        self.deep = Layers("deep", [(DENSE + TABLES) * WIDTH, 128, 64, 1], activation_at_the_end=False)

    def forward(self, dense, embedded):  # [B, 13], [B, 26, 17]
        of_dense = dense[:, :, None] * self.dense_table(torch.arange(DENSE))
        fields = torch.cat([of_dense, embedded], dim=1)
        vectors, weights = fields[:, :, :WIDTH], fields[:, :, WIDTH]
        pairs = (vectors.sum(1).square() - vectors.square().sum(1)).sum(1) / 2
        return weights.sum(1) + pairs + self.deep(vectors.flatten(1))[:, 0]


class Dcn(torch.nn.Module):
    def __init__(self):
        super().__init__()
        width = TABLES * WIDTH + DENSE
        self.cross = torch.nn.ModuleList(
            [Layers(f"cross-{layer}", [width, width], activation_at_the_end=False) for layer in (1, 2, 3)])
        self.deep = Layers("deep", [width, 128, 64], activation_at_the_end=True)
        self.logit = Layers("logit", [width + 64, 1], activation_at_the_end=False)

    def forward(self, dense, embedded):  # [B, 13], [B, 26, 16]
        x0 = torch.cat([embedded.flatten(1), dense], dim=1)
        x = x0
        for layer in self.cross:
            x = x0 * layer(x) + x
        return self.logit(torch.cat([x, self.deep(x0)], dim=1))[:, 0]


model = {"dlrm": Dlrm, "deepfm": DeepFm, "dcn": Dcn}[about["model"]]()
tables = [table(f"t{number}") for number in range(TABLES)]
batches = []
while f"batch-ids-{len(batches)}" in unused:
    number = len(batches)
    batches.append((read(f"batch-dense-{number}"), read(f"batch-ids-{number}", torch.int32), read(f"batch-labels-{number}")))
assert not unused, f"nothing was made of {sorted(unused)}"

sparse = [parameter for owner in [model, *tables] for module in owner.modules() if isinstance(module, torch.nn.Embedding)
          for parameter in module.parameters()]
dense = [parameter for parameter in model.parameters() if all(parameter is not other for other in sparse)]
optimizers = [Adam(dense, lr=0.001), torch.optim.Adagrad(sparse, lr=0.01, eps=1e-8)]
greatest = 0.0
print(f"{about['model']}: {len(about['losses'])} steps of {len(batches[0][2])} samples, {len(batches)} batches in turn")
print(f"{'step':>5} {'Campanile':>11} {'PyTorch':>11} {'difference':>11}")
for step, ours in enumerate(about["losses"]):
    values, ids, labels = batches[step % len(batches)]
    embedded = torch.stack([embedding(of_table) for embedding, of_table in zip(tables, ids)], dim=1)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(model(values, embedded), labels)
    for optimizer in optimizers:
        optimizer.zero_grad(set_to_none=True)
    loss.backward()
    for optimizer in optimizers:
        optimizer.step()
    greatest = max(greatest, abs(ours - loss.item()))
    if step in (0, 1, 9, 49, 99, 149, len(about["losses"]) - 1):
        print(f"{step + 1:>5} {ours:>11.7f} {loss.item():>11.7f} {abs(ours - loss.item()):>11.2e}")
print(f"greatest difference of {len(about['losses'])} steps: {greatest:.2e}, allowed {options.tolerance:.0e}")
raise SystemExit(greatest > options.tolerance)
