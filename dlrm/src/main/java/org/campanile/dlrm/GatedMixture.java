package org.campanile.dlrm;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;
import org.campanile.core.nn.BackwardScope;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;
import org.campanile.core.nn.GrowingMatrix;

/**
 * The multi-gate mixture of experts, MMoE (Ma et al.: Modeling Task Relationships in Multi-task Learning with Multi-gate
 * Mixture-of-Experts, KDD 2018). With experts E_1 ... E_n, and of task t a gate G_t and a tower H_t, over an input x:
 *
 * <pre>
 * y_t = H_t(f_t)
 * f_t = sum over k of p_tk E_k(x)     p_t = softmax(G_t x + g_t)
 * </pre>
 *
 * and backwards, with the gradient q_t by f_t:
 *
 * <pre>
 * by E_k(x)       sum over t of p_tk q_t
 * by G_t x + g_t  p_tk (d_tk - sum over j of p_tj d_tj)     with d_tk = &lt;q_t, E_k(x)&gt;
 * by x            what experts and gates pass back
 * </pre>
 *
 * <p>x stands in the first expert's input.
 */
final class GatedMixture implements TopNetwork {
    private final DenseNetwork[] experts;
    private final DenseNetwork[] gates;
    private final DenseNetwork[] towers;
    private final int inputs;
    private final int width;
    private final int outputs;
    private final GrowingMatrix inputGradient;
    private final Member[] members;

    /**
     * @param gates   one for each task, with an output for each expert
     * @param towers  one for each task
     * @param members threads that share a step
     */
    GatedMixture(List<DenseNetwork> experts, List<DenseNetwork> gates, List<DenseNetwork> towers, int members) {
        this.experts = experts.toArray(DenseNetwork[]::new);
        this.gates = gates.toArray(DenseNetwork[]::new);
        this.towers = towers.toArray(DenseNetwork[]::new);
        this.inputs = this.experts[0].inputSize();
        this.width = this.experts[0].outputSize();
        this.outputs = towers.stream().mapToInt(DenseNetwork::outputSize).sum();
        this.inputGradient = new GrowingMatrix(inputs);
        this.members =
                IntStream.range(0, members).mapToObj(member -> new Member()).toArray(Member[]::new);
    }

    /** A thread's working memory: of a block of samples the shares of all gates, and their gradients. */
    private final class Member {
        private final BlockScratch scratch = new BlockScratch(Math.max(inputs, width), 1, 0);
        private final float[][] shares = new float[towers.length][scratch.rows * experts.length];
        private final float[][] shareGradients = new float[towers.length][scratch.rows * experts.length];
    }

    @Override
    public void ensureCapacity(int rows, int teamMembers) {
        for (DenseNetwork expert : experts) {
            expert.ensureCapacity(rows, teamMembers);
        }
        for (int t = 0; t < towers.length; t++) {
            gates[t].ensureCapacity(rows, teamMembers);
            towers[t].ensureCapacity(rows, teamMembers);
        }
        inputGradient.atLeast(rows);
    }

    @Override
    public FloatMatrix input() {
        return experts[0].input();
    }

    @Override
    public void forward(int member, int firstRow, int rows, ForwardMode mode) {
        BlockScratch scratch = members[member].scratch;
        for (int k = 1; k < experts.length; k++) {
            Columns.copy(input(), 0, experts[k].input(), 0, firstRow, rows, inputs, scratch);
        }
        for (DenseNetwork gate : gates) {
            Columns.copy(input(), 0, gate.input(), 0, firstRow, rows, inputs, scratch);
            gate.forward(member, firstRow, rows, mode);
        }
        for (DenseNetwork expert : experts) {
            expert.forward(member, firstRow, rows, mode);
        }
        for (int done = 0; done < rows; done += scratch.rows) {
            mix(members[member], firstRow + done, Math.min(scratch.rows, rows - done));
        }
        for (DenseNetwork tower : towers) {
            tower.forward(member, firstRow, rows, mode);
        }
    }

    /** Writes f_t of a block to the towers' inputs. */
    private void mix(Member member, int firstRow, int rows) {
        BlockScratch scratch = member.scratch;
        readShares(member, firstRow, rows);
        for (int t = 0; t < towers.length; t++) {
            Arrays.fill(scratch.other, 0, rows * width, 0f);
            for (int k = 0; k < experts.length; k++) {
                experts[k].output().read(firstRow, 0, scratch.x, 0, rows * width);
                for (int row = 0; row < rows; row++) {
                    float share = member.shares[t][row * experts.length + k];
                    Kernels.active().addScaled(share, scratch.x, row * width, scratch.other, row * width, width);
                }
            }
            towers[t].input().write(firstRow, 0, scratch.other, 0, rows * width);
        }
    }

    private void readShares(Member member, int firstRow, int rows) {
        for (int t = 0; t < gates.length; t++) {
            gates[t].output().read(firstRow, 0, member.shares[t], 0, rows * experts.length);
            for (int row = 0; row < rows; row++) {
                Kernels.active().softmax().softmax(member.shares[t], row * experts.length, experts.length);
            }
        }
    }

    @Override
    public void readOutputs(int firstRow, int rows, float[] out) {
        for (int row = firstRow; row < firstRow + rows; row++) {
            int at = row * outputs;
            for (DenseNetwork tower : towers) {
                tower.output().read(row, 0, out, at, tower.outputSize());
                at += tower.outputSize();
            }
        }
    }

    @Override
    public void writeOutputGradients(int firstRow, int rows, float[] gradients) {
        for (int row = firstRow; row < firstRow + rows; row++) {
            int at = row * outputs;
            for (DenseNetwork tower : towers) {
                tower.outputGradient().write(row, 0, gradients, at, tower.outputSize());
                at += tower.outputSize();
            }
        }
    }

    @Override
    public void backward(int member, int firstRow, int rows) {
        BlockScratch scratch = members[member].scratch;
        for (DenseNetwork tower : towers) {
            tower.backward(member, firstRow, rows, BackwardScope.INPUT);
        }
        for (int done = 0; done < rows; done += scratch.rows) {
            spread(members[member], firstRow + done, Math.min(scratch.rows, rows - done));
        }
        FloatMatrix sum = inputGradient();
        Columns.clear(sum, firstRow, rows, scratch);
        for (DenseNetwork expert : experts) {
            expert.backward(member, firstRow, rows, BackwardScope.INPUT);
            Columns.add(expert.inputGradient(), firstRow, rows, sum, scratch);
        }
        for (DenseNetwork gate : gates) {
            gate.backward(member, firstRow, rows, BackwardScope.INPUT);
            Columns.add(gate.inputGradient(), firstRow, rows, sum, scratch);
        }
    }

    /** Hands q_t of a block to experts and gates. */
    private void spread(Member member, int firstRow, int rows) {
        BlockScratch scratch = member.scratch;
        readShares(member, firstRow, rows);
        int count = experts.length;
        for (int k = 0; k < count; k++) {
            experts[k].output().read(firstRow, 0, scratch.x, 0, rows * width);
            Arrays.fill(scratch.gradient, 0, rows * width, 0f);
            for (int t = 0; t < towers.length; t++) {
                towers[t].inputGradient().read(firstRow, 0, scratch.other, 0, rows * width);
                for (int row = 0; row < rows; row++) {
                    int at = row * width;
                    float share = member.shares[t][row * count + k];
                    member.shareGradients[t][row * count + k] =
                            Kernels.active().dot(scratch.other, at, scratch.x, at, width);
                    Kernels.active().addScaled(share, scratch.other, at, scratch.gradient, at, width);
                }
            }
            experts[k].outputGradient().write(firstRow, 0, scratch.gradient, 0, rows * width);
        }
        for (int t = 0; t < towers.length; t++) {
            throughSoftmax(member.shares[t], member.shareGradients[t], rows);
            gates[t].outputGradient().write(firstRow, 0, member.shareGradients[t], 0, rows * count);
        }
    }

    /** Replaces gradients by a softmax's outputs, the shares, by those by its inputs. */
    private void throughSoftmax(float[] shares, float[] gradients, int rows) {
        int count = experts.length;
        for (int at = 0; at < rows * count; at += count) {
            float mean = Kernels.active().dot(shares, at, gradients, at, count);
            for (int k = at; k < at + count; k++) {
                gradients[k] = shares[k] * (gradients[k] - mean);
            }
        }
    }

    @Override
    public FloatMatrix inputGradient() {
        return inputGradient.atLeast(1);
    }

    @Override
    public Stream<DenseNetwork> networks() {
        return Stream.of(experts, gates, towers).flatMap(Arrays::stream);
    }

    @Override
    public void close() {
        TopNetwork.super.close();
        inputGradient.close();
    }
}
