"""Two-tower training step with in-batch softmax in PyTorch: on each side 4 features from tables of 100,000 x 64, their
concatenation through an MLP 256-128-64 with ReLU; dot products of all pairs of the batch, divided by the temperature 0.1,
less log q of the item; cross-entropy against the diagonal."""
import torch
from common import BATCHES, Training, arguments, layers, skewed_ids, table_weights
from windows import measure

ROWS, WIDTH, FEATURES = 100_000, 64, 4

options = arguments(__doc__, batch=4096).parse_args()
torch.set_num_threads(options.threads)
torch.manual_seed(1)

towers = torch.nn.ModuleList([layers([FEATURES * WIDTH, 128, 64], relu_at_the_end=True) for _ in range(2)])
tables = torch.nn.ModuleList(
    [torch.nn.Embedding(ROWS, WIDTH, sparse=True, _weight=table_weights(ROWS, WIDTH)) for _ in range(2 * FEATURES)])
log_q = torch.rand(options.batch)
own_item = torch.arange(options.batch)


def softmax_loss(users, items):
    logits = towers[0](users) @ towers[1](items).t() * 10.0 - log_q
    return torch.nn.functional.cross_entropy(logits, own_item)


if options.compile:
    softmax_loss = torch.compile(softmax_loss)


def loss_of(*ids):
    embedded = [table(of_table) for table, of_table in zip(tables, ids)]
    return softmax_loss(torch.cat(embedded[:FEATURES], dim=1), torch.cat(embedded[FEATURES:], dim=1))


batches = [tuple(skewed_ids([ROWS] * 2 * FEATURES, options.batch)) for _ in range(BATCHES)]
training = Training(towers.parameters(), tables.parameters(), loss_of, batches)
measure(training.step, options.batch, options.warm_up, options.seconds, compiled=options.compile, torch=torch.__version__)
