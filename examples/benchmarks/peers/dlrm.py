"""DLRM training step in PyTorch: 13 dense features; 26 tables of width 64, one of 5,000,000 rows and 25 of 100,000;
bottom MLP 13-512-256-64; dot products of all pairs; top MLP 415-512-256-1; binary cross-entropy."""
import torch
from common import BATCHES, Training, arguments, layers, skewed_ids, table_weights
from windows import measure

DENSE, WIDTH = 13, 64
ROWS = [5_000_000] + [100_000] * 25
VECTORS = len(ROWS) + 1

parser = arguments(__doc__, batch=2048)
parser.add_argument("--tables", choices=["bags", "fused"], default="bags",
                    help="an EmbeddingBag per table, or one Embedding that holds all of them end to end")
options = parser.parse_args()
torch.set_num_threads(options.threads)
torch.manual_seed(1)


class DensePart(torch.nn.Module):
    """Everything but the tables: dense [B, 13] and embeddings [B, 26, 64] to logits [B]."""

    def __init__(self):
        super().__init__()
        self.bottom = layers([DENSE, 512, 256, WIDTH], relu_at_the_end=True)
        self.top = layers([WIDTH + VECTORS * (VECTORS - 1) // 2, 512, 256, 1], relu_at_the_end=False)
        rows, columns = torch.tril_indices(VECTORS, VECTORS, offset=-1)
        self.register_buffer("below_diagonal", rows * VECTORS + columns)

    def forward(self, dense, embeddings):
        bottom = self.bottom(dense)
        vectors = torch.cat([bottom[:, None], embeddings], dim=1)
        products = torch.bmm(vectors, vectors.mT).flatten(1)[:, self.below_diagonal]
        return self.top(torch.cat([bottom, products], dim=1))[:, 0]


dense_part = DensePart()
network = torch.compile(dense_part) if options.compile else dense_part

if options.tables == "fused":
    table = torch.nn.Embedding(sum(ROWS), WIDTH, sparse=True, _weight=table_weights(sum(ROWS), WIDTH))
    first_rows = torch.tensor([0, *ROWS]).cumsum(0)[:-1, None]
    table_parameters = table.parameters()

    def prepared(ids):
        return (ids + first_rows).t().contiguous()

    embed = table
else:
    bags = torch.nn.ModuleList(
        [torch.nn.EmbeddingBag(rows, WIDTH, mode="sum", sparse=True, _weight=table_weights(rows, WIDTH)) for rows in ROWS])
    one_id_each = torch.arange(options.batch)
    table_parameters = bags.parameters()

    def prepared(ids):
        return ids

    def embed(ids):
        return torch.stack([bag(of_table, one_id_each) for bag, of_table in zip(bags, ids)], dim=1)


def loss_of(dense, ids, labels):
    return torch.nn.functional.binary_cross_entropy_with_logits(network(dense, embed(ids)), labels)


batches = [
    (torch.rand(options.batch, DENSE), prepared(skewed_ids(ROWS, options.batch)), (torch.rand(options.batch) < 0.25).float())
    for _ in range(BATCHES)
]
training = Training(dense_part.parameters(), table_parameters, loss_of, batches)
measure(training.step, options.batch, options.warm_up, options.seconds,
        tables=options.tables, compiled=options.compile, torch=torch.__version__)
