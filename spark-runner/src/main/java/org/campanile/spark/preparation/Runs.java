package org.campanile.spark.preparation;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Divides a sorted iterator into runs of elements with the same key. Each run must be used up before the next is asked
 * for.
 */
final class Runs<K, T> {
    private final Iterator<T> elements;
    private final Function<T, K> key;
    private @Nullable T next;

    Runs(Iterator<T> elements, Function<T, K> key) {
        this.elements = elements;
        this.key = key;
        advance();
    }

    boolean hasNext() {
        return next != null;
    }

    /** The key of the next run. */
    K key() {
        return key.apply(peek());
    }

    /** The elements of the next run. */
    Iterator<T> next() {
        K current = key();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return next != null && key.apply(next).equals(current);
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the run has ended");
                }
                T element = peek();
                advance();
                return element;
            }
        };
    }

    private T peek() {
        if (next == null) {
            throw new NoSuchElementException("there are no more runs");
        }
        return next;
    }

    private void advance() {
        next = elements.hasNext() ? elements.next() : null;
    }
}
