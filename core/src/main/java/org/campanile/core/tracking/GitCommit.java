package org.campanile.core.tracking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commit that a Git working tree stands at, from Git's own files: the program need not be there. */
final class GitCommit {
    private static final Logger LOG = LoggerFactory.getLogger(GitCommit.class);
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern REFERENCE = Pattern.compile("ref: (refs/[^\\s]+)");
    private static final String WORK_TREE = "gitdir: ";

    private GitCommit() {}

    /** The commit of the tree that a folder is in; none outside of Git and before the first commit. */
    static Optional<String> of(Path folder) {
        for (Path above = folder.toAbsolutePath().normalize(); above != null; above = above.getParent()) {
            Path git = above.resolve(".git");
            if (Files.exists(git)) {
                return read(git);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> read(Path git) {
        try {
            Path own = ownFolder(git);
            String head = text(own.resolve("HEAD"));
            Matcher reference = REFERENCE.matcher(head);
            return reference.matches() ? resolve(own, reference.group(1)) : hash(head);
        } catch (IOException | InvalidPathException e) {
            LOG.debug("{} does not tell its commit: {}", git, e.getMessage());
            return Optional.empty();
        }
    }

    /** A further work tree has a file that names its folder. */
    private static Path ownFolder(Path git) throws IOException {
        if (Files.isDirectory(git)) {
            return git;
        }
        String link = text(git);
        return git.resolveSibling(link.startsWith(WORK_TREE) ? link.substring(WORK_TREE.length()) : link);
    }

    /** Work trees share their branches; those that have not moved for long are packed into one file. */
    private static Optional<String> resolve(Path own, String reference) throws IOException {
        Path link = own.resolve("commondir");
        Path common = Files.exists(link) ? own.resolve(text(link)).normalize() : own;
        Path loose = common.resolve(reference);
        if (Files.exists(loose)) {
            return hash(text(loose));
        }
        Path packed = common.resolve("packed-refs");
        List<String> lines = Files.exists(packed) ? Files.readAllLines(packed) : List.of();
        return lines.stream()
                .filter(line -> line.endsWith(" " + reference))
                .findFirst()
                .flatMap(line -> hash(line.substring(0, line.indexOf(' '))));
    }

    private static Optional<String> hash(String text) {
        return Optional.of(text).filter(found -> HASH.matcher(found).matches());
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file).strip();
    }
}
