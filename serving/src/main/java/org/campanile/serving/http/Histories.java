package org.campanile.serving.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The histories of one or several users, the oldest item first: in JSON a list of ids, or a list of such lists.
 *
 * @param users one list of original item ids for each user
 */
@JsonDeserialize(using = Histories.Reader.class)
record Histories(List<List<ItemId>> users) {
    /** Reads a list of ids or of lists. */
    static final class Reader extends StdDeserializer<Histories> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Histories.class);
        }

        /** Without state; otherwise the mapper would make another one, and look at the class anew, for every value. */
        @Override
        public boolean isCachable() {
            return true;
        }

        @Override
        public Histories deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                return (Histories) context.handleUnexpectedToken(Histories.class, parser);
            }
            List<ItemId> single = new ArrayList<>();
            List<List<ItemId>> several = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.START_ARRAY) {
                    several.add(ids(parser, context));
                } else {
                    single.add(context.readValue(parser, ItemId.class));
                }
            }
            if (!single.isEmpty() && !several.isEmpty()) {
                return context.reportInputMismatch(this, "a history holds ids or lists of ids, not both");
            }
            return new Histories(several.isEmpty() ? List.of(single) : several);
        }

        private static List<ItemId> ids(JsonParser parser, DeserializationContext context) throws IOException {
            List<ItemId> ids = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                ids.add(context.readValue(parser, ItemId.class));
            }
            return ids;
        }
    }
}
