"""What the PyTorch peers share: arguments, layers, ids."""
import argparse

import torch

BATCHES = 8


def arguments(description, batch):
    """A parser with the arguments that every peer takes."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--batch", type=int, default=batch)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--warm-up", type=float, default=2.0, help="seconds")
    parser.add_argument("--seconds", type=float, default=6.0, help="seconds of measuring")
    parser.add_argument("--compile", action="store_true", help="torch.compile the dense part")
    return parser


def layers(sizes, relu_at_the_end):
    """Linear layers of these sizes with ReLU between them."""
    modules = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        modules += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    return torch.nn.Sequential(*(modules if relu_at_the_end else modules[:-1]))


def table_weights(rows, width):
    return torch.rand(rows, width).mul_(0.1).sub_(0.05)


def skewed_ids(rows, count):
    """floor(u^3 * rows) for uniform u, one row of the result per entry of rows: [len(rows), count]."""
    u = torch.rand(len(rows), count, dtype=torch.float64)
    return (u * u * u * torch.tensor(rows, dtype=torch.float64)[:, None]).long()


class Training:
    """Steps on a few batches in turn: dense parameters by Adam, tables by Adagrad with sparse gradients."""

    def __init__(self, dense, tables, loss_of, batches):
        self.optimizers = [
            torch.optim.Adam(dense, lr=1e-3, fused=True),
            torch.optim.Adagrad(tables, lr=0.01),
        ]
        self.loss_of = loss_of
        self.batches = batches
        self.turn = 0

    def step(self):
        batch = self.batches[self.turn % len(self.batches)]
        self.turn += 1
        loss = self.loss_of(*batch)
        for optimizer in self.optimizers:
            optimizer.zero_grad(set_to_none=True)
        loss.backward()
        for optimizer in self.optimizers:
            optimizer.step()
