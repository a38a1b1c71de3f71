package org.campanile.core.checkpoint;

/** A file of a checkpoint is not what was written. The message names it. */
final class DamagedCheckpointException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedCheckpointException(String path, String damage) {
        super(path + " " + damage);
    }
}
