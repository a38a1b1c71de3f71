package org.campanile.spark.collective;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import org.campanile.spark.collective.JobSecret.Purpose;

/**
 * What two workers tell each other on a new connection: who they are, and the proof that both know the job's secret.
 *
 * <pre>
 * dialler to answerer   MAGIC, rank of the dialler, rank of the answerer, challenge D
 * answerer to dialler   challenge A, HMAC-SHA256(secret, ANSWERER, both ranks, D, A, job)
 * dialler to answerer   HMAC-SHA256(secret, DIALLER, both ranks, D, A, job)
 * </pre>
 *
 * The roles in the proofs keep one side from sending back what the other has sent. Does not wait: {@link #advance} is
 * called again when the channel is ready for {@link #operation}.
 */
final class Handshake {
    private static final long MAGIC = 0x43414d50_52494e47L; // CAMPRING
    private static final int GREETING_LENGTH = Long.BYTES + 2 * Integer.BYTES + JobSecret.LENGTH;

    private final Credentials credentials;
    private final Role role;
    private final int answerer;
    private final IntPredicate awaited;
    private final byte[] ownChallenge = JobSecret.challenge();
    private final byte[] peerChallenge = new byte[JobSecret.LENGTH];

    private int dialler;
    private ByteBuffer buffer;
    private int operation;
    private Turn then;
    private boolean complete;

    private Handshake(Credentials credentials, Role role, int dialler, int answerer, IntPredicate awaited) {
        this.credentials = credentials;
        this.role = role;
        this.dialler = dialler;
        this.answerer = answerer;
        this.awaited = awaited;
        this.buffer = ByteBuffer.allocate(GREETING_LENGTH);
        if (role == Role.DIALLER) {
            buffer.putLong(MAGIC)
                    .putInt(dialler)
                    .putInt(answerer)
                    .put(ownChallenge)
                    .flip();
            this.operation = SelectionKey.OP_WRITE;
            this.then = Handshake::awaitAnswer;
        } else {
            this.operation = SelectionKey.OP_READ;
            this.then = Handshake::answerGreeting;
        }
    }

    /** The side that connects, to a known peer. */
    static Handshake dial(Credentials credentials, int self, int peer) {
        return new Handshake(credentials, Role.DIALLER, self, peer, rank -> false);
    }

    /** The side that listens; {@code awaited} tells whether a rank may connect now. */
    static Handshake answer(Credentials credentials, int self, IntPredicate awaited) {
        return new Handshake(credentials, Role.ANSWERER, -1, self, awaited);
    }

    /** Rank of the other side; for the answerer known, and proven, only when the handshake is complete. */
    int peer() {
        return role == Role.DIALLER ? answerer : dialler;
    }

    /** What to wait for before the next {@link #advance}: {@link SelectionKey#OP_READ} or {@code OP_WRITE}. */
    int operation() {
        return operation;
    }

    /**
     * Goes as far as the channel, which does not block, allows.
     *
     * @return whether both sides have proven themselves
     * @throws ProtocolException when the other side has not
     */
    boolean advance(ByteChannel channel) throws IOException {
        while (!complete) {
            int moved = operation == SelectionKey.OP_WRITE ? channel.write(buffer) : channel.read(buffer);
            if (moved < 0) {
                throw new EOFException("the other side closed the connection during the handshake");
            }
            if (buffer.hasRemaining()) {
                return false;
            }
            buffer.flip();
            then.take(this);
        }
        return true;
    }

    private void awaitAnswer() {
        read(2 * JobSecret.LENGTH, Handshake::checkAnswer);
    }

    private void checkAnswer() throws ProtocolException {
        buffer.get(peerChallenge);
        checkProof(Role.ANSWERER);
        write(ByteBuffer.wrap(proof(Role.DIALLER)), Handshake::finish);
    }

    private void answerGreeting() throws ProtocolException {
        if (buffer.getLong() != MAGIC) {
            throw new ProtocolException("it is no worker: its first bytes are something else than a greeting");
        }
        dialler = buffer.getInt();
        int addressee = buffer.getInt();
        if (addressee != answerer || !awaited.test(dialler)) {
            throw new ProtocolException(
                    "it says that rank " + dialler + " calls rank " + addressee + ", which is not awaited");
        }
        buffer.get(peerChallenge);
        ByteBuffer answer = ByteBuffer.allocate(2 * JobSecret.LENGTH);
        answer.put(ownChallenge).put(proof(Role.ANSWERER)).flip();
        write(answer, Handshake::awaitProof);
    }

    private void awaitProof() {
        read(JobSecret.LENGTH, Handshake::checkDialler);
    }

    private void checkDialler() throws ProtocolException {
        checkProof(Role.DIALLER);
        // the rank may have been taken by another connection since it was announced
        if (!awaited.test(dialler)) {
            throw new ProtocolException("rank " + dialler + " is connected already");
        }
        finish();
    }

    private void finish() {
        complete = true;
    }

    private void read(int length, Turn next) {
        buffer = ByteBuffer.allocate(length);
        operation = SelectionKey.OP_READ;
        then = next;
    }

    private void write(ByteBuffer data, Turn next) {
        buffer = data;
        operation = SelectionKey.OP_WRITE;
        then = next;
    }

    private void checkProof(Role prover) throws ProtocolException {
        byte[] proof = new byte[JobSecret.LENGTH];
        buffer.get(proof);
        if (!credentials.secret().accepts(Purpose.RENDEZVOUS, message(prover), proof)) {
            throw new ProtocolException("it did not prove that it knows this job's secret");
        }
    }

    private byte[] proof(Role prover) {
        return credentials.secret().proof(Purpose.RENDEZVOUS, message(prover));
    }

    private byte[] message(Role prover) {
        boolean dialling = role == Role.DIALLER;
        byte[] job = credentials.job().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(3 * Integer.BYTES + 2 * JobSecret.LENGTH + job.length)
                .putInt(prover.code)
                .putInt(dialler)
                .putInt(answerer)
                .put(dialling ? ownChallenge : peerChallenge)
                .put(dialling ? peerChallenge : ownChallenge)
                .put(job)
                .array();
    }

    private enum Role {
        DIALLER(1),
        ANSWERER(2);

        private final int code;

        Role(int code) {
            this.code = code;
        }
    }

    /** What follows when the buffer has been read or written whole. */
    private interface Turn {
        void take(Handshake handshake) throws ProtocolException;
    }
}
