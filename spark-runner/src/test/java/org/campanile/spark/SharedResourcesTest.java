package org.campanile.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedResourcesTest {
    private static final Duration LINGER = Duration.ofSeconds(7);

    private final List<Runnable> delayed = new ArrayList<>();
    private final List<Duration> delays = new ArrayList<>();
    private final SharedResources<Resource> resources = new SharedResources<>(LINGER, (delay, action) -> {
        delays.add(delay);
        delayed.add(action);
    });
    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void allBorrowersOfAKeyGetTheSame() {
        Resource first = borrow("a").value();
        assertThat(borrow("a").value()).isSameAs(first);
        assertThat(borrow("b").value()).isNotSameAs(first);
    }

    @Test
    void isClosedSomeTimeAfterTheLastReleaseAndNotBefore() {
        SharedResources.Lease<Resource> one = borrow("a");
        SharedResources.Lease<Resource> other = borrow("a");
        one.release().run();
        assertThat(delayed).isEmpty();
        other.release().run();
        assertThat(delays).containsExactly(LINGER);
        assertThat(one.value().closed).isFalse();

        delayed.get(0).run();
        assertThat(one.value().closed).isTrue();
        assertThat(borrow("a").value()).isNotSameAs(one.value());
    }

    @Test
    void whatIsBorrowedAgainInTimeStaysOpenAndIsNotLoadedAgain() {
        SharedResources.Lease<Resource> first = borrow("a");
        first.release().run();
        SharedResources.Lease<Resource> second = borrow("a");
        delayed.get(0).run(); // while the second uses it
        assertThat(second.value().closed).isFalse();
        second.release().run();
        delayed.get(0).run(); // too early for the second
        assertThat(second.value().closed).isFalse();

        delayed.get(1).run();
        assertThat(second.value().closed).isTrue();
        assertThat(loads).hasValue(1);
    }

    @Test
    void afterAFailureTheNextOneTriesAgain() {
        assertThatThrownBy(() -> resources.borrow("a", () -> {
                    throw new IllegalStateException("no disk");
                }))
                .hasMessage("no disk");
        assertThat(borrow("a").value().closed).isFalse();
        delayed.get(0).run(); // that of the failed one
        assertThat(borrow("a").value().closed).isFalse();
    }

    @Test
    void severalThreadsLoadOnce() {
        List<CompletableFuture<Resource>> borrowers = IntStream.range(0, 8)
                .mapToObj(thread ->
                        CompletableFuture.supplyAsync(() -> borrow("a").value()))
                .toList();
        assertThat(borrowers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(loads).hasValue(1);
    }

    private SharedResources.Lease<Resource> borrow(String key) {
        return resources.borrow(key, () -> {
            loads.incrementAndGet();
            return new Resource();
        });
    }

    private static final class Resource implements AutoCloseable {
        private boolean closed;

        @Override
        public void close() {
            assertThat(closed).isFalse();
            closed = true;
        }
    }
}
