package org.campanile.core.cli;

/** A command with the option {@code --debug}. */
public interface Debuggable {
    /** Whether stack traces of errors are wanted. */
    boolean isDebug();
}
