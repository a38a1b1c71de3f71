package org.campanile.core.math;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The environment that native libraries of this process read with {@code getenv}. Java keeps a copy of its own from the
 * time of its start, which nothing here changes and which processes started from Java inherit.
 */
final class ProcessEnvironment {
    /** C's {@code char **environ}: the address of the variable, which holds that of the list of entries. */
    private final PointerPointer<?> variable;

    /** @param variable points to a pointer to a list of pointers to texts {@code NAME=value}, ended by null */
    ProcessEnvironment(Pointer variable) {
        this.variable = new PointerPointer<>(variable);
    }

    /** Empty where C's variable cannot be reached; only Linux is tried. */
    static Optional<ProcessEnvironment> ofThisProcess() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return Optional.empty();
        }
        Loader.load(Pointer.class);
        return Optional.ofNullable(Loader.addressof("environ")).map(ProcessEnvironment::new);
    }

    /** The value of a variable, or empty. */
    String get(String name) {
        return entries().stream()
                .map(entry -> new BytePointer(entry).getString(StandardCharsets.UTF_8))
                .filter(text -> text.startsWith(name + '='))
                .map(text -> text.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    /**
     * Gives each variable its new value, or removes it when that is empty.
     *
     * <p>Another thread may read at any time. So neither list nor texts are changed: a new list is made and put in the
     * place of the old one by a single store, and no memory is ever given back, as for C's own {@code setenv}.
     */
    void change(Map<String, String> changes) {
        List<Pointer> entries = new ArrayList<>(entries());
        entries.removeIf(entry -> changes.containsKey(name(entry)));
        changes.forEach((name, value) -> {
            if (!value.isEmpty()) {
                entries.add(kept(new BytePointer(name + '=' + value, StandardCharsets.UTF_8)));
            }
        });
        PointerPointer<Pointer> list = new PointerPointer<>(entries.size() + 1L);
        for (int i = 0; i < entries.size(); i++) {
            list.put(i, entries.get(i));
        }
        list.put(entries.size(), (Pointer) null);
        variable.put(0, kept(list));
    }

    private List<Pointer> entries() {
        PointerPointer<?> list = new PointerPointer<>(variable.get(0));
        List<Pointer> entries = new ArrayList<>();
        for (Pointer entry = list.get(0); entry != null && !entry.isNull(); entry = list.get(entries.size())) {
            entries.add(entry);
        }
        return entries;
    }

    private static String name(Pointer entry) {
        String text = new BytePointer(entry).getString(StandardCharsets.UTF_8);
        return text.substring(0, Math.max(0, text.indexOf('=')));
    }

    /** Memory that stays although no Java object holds it. */
    private static <P extends Pointer> P kept(P pointer) {
        pointer.deallocate(false);
        return pointer;
    }
}
