package org.campanile.serving.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.campanile.core.CampanileException;

/** Text files with a JSON object on each line. */
final class JsonLines {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private JsonLines() {}

    /**
     * Reads a file; empty lines are passed over.
     *
     * @param meant what a line should be, with an example, for the message
     * @throws CampanileException that names the file and the line that cannot be read
     */
    static <T> void read(Path file, Class<T> type, String meant, Consumer<T> consumer) {
        long number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    consumer.accept(JSON.readValue(line, type));
                }
            }
        } catch (JsonProcessingException e) {
            throw new CampanileException(
                    "Line " + number + " of " + file + " is not " + meant + ": " + e.getOriginalMessage(), e);
        } catch (NoSuchFileException e) {
            throw new CampanileException("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new CampanileException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
