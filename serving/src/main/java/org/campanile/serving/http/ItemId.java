package org.campanile.serving.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** The original id of an item or a user: a string, or an integer that stands for its digits. */
@JsonDeserialize(using = ItemId.Reader.class)
record ItemId(String text) {
    /** Reads a string or an integer. */
    static final class Reader extends StdDeserializer<ItemId> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(ItemId.class);
        }

        /** Without state; otherwise the mapper would make another one, and look at the class anew, for every value. */
        @Override
        public boolean isCachable() {
            return true;
        }

        @Override
        public ItemId deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonToken token = parser.currentToken();
            if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
                return (ItemId) context.handleUnexpectedToken(ItemId.class, parser);
            }
            return new ItemId(parser.getText());
        }
    }
}
