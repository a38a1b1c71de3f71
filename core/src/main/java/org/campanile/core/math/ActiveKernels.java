package org.campanile.core.math;

/** The kernels of this JVM, chosen once. */
final class ActiveKernels {
    static final Kernels INSTANCE = KernelSelection.select(System.getProperty(KernelSelection.PROPERTY, ""));

    private ActiveKernels() {}
}
