package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.campanile.core.TestJvm;
import org.junit.jupiter.api.Test;

/**
 * Vectors are objects until the compiler has made registers of them. JVMs of their own call each kernel until it allocates
 * nothing any more, for what other tests called it with also decides what the compiler makes of it. What it does at all
 * depends a little on when it does it: hence three JVMs, of which one must succeed.
 */
class KernelAllocationTest {
    private static final int JVMS = 3;
    private static final List<String> OPTIONS = List.of("--add-modules", "jdk.incubator.vector");

    @Test
    void nothingIsAllocatedInSteadyState() throws Exception {
        Set<String> allocating = kernelsThatAllocate();
        for (int jvm = 1; jvm < JVMS && !allocating.isEmpty(); jvm++) {
            allocating.retainAll(kernelsThatAllocate());
        }
        assertThat(allocating).isEmpty();
    }

    private static Set<String> kernelsThatAllocate() throws Exception {
        List<String> lines = TestJvm.run(KernelAllocation.class, Map.of(), OPTIONS).stream()
                .filter(line -> !line.startsWith("WARNING"))
                .toList();
        assertThat(lines).hasSizeGreaterThan(50);
        Set<String> names = new HashSet<>();
        for (String line : lines) {
            int end = line.lastIndexOf(' ');
            if (Long.parseLong(line.substring(end + 1)) > 0) {
                names.add(line.substring(0, end));
            }
        }
        return names;
    }
}
