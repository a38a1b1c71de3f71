package org.campanile.spark.preparation.amazonbook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.campanile.spark.preparation.text.EpochTime;
import org.campanile.spark.preparation.text.Identifier;
import org.campanile.spark.preparation.text.InteractionValues;
import org.campanile.spark.preparation.text.LineExpander;
import org.campanile.spark.preparation.text.Numbers;
import org.campanile.spark.preparation.text.RejectedRow;
import org.jspecify.annotations.Nullable;

/**
 * A review as one JSON object: {@code reviewerID}, {@code asin}, {@code overall} and {@code unixReviewTime} in seconds (2014
 * and 2018), or {@code user_id}, {@code parent_asin}, {@code rating} and {@code timestamp} in milliseconds (2023).
 *
 * @param part what the rows have in {@link org.campanile.spark.preparation.RawInteractions#PART}
 */
record Review(@Nullable String part) implements LineExpander {
    private static final long serialVersionUID = 1L;

    /** What a member of the object is, by its name. */
    private static final Map<String, Member> MEMBERS = Map.of(
            "reviewerID", Member.USER,
            "user_id", Member.USER,
            "asin", Member.VARIANT,
            "parent_asin", Member.ITEM,
            "overall", Member.RATING,
            "rating", Member.RATING,
            "unixReviewTime", Member.TIME,
            "timestamp", Member.TIME);

    /** In 2023 {@code asin} is one variant of the item {@code parent_asin}; before there are no variants. */
    private enum Member {
        USER,
        ITEM,
        VARIANT,
        RATING,
        TIME
    }

    /**
     * {@code malformed-json}, {@code no-json-object}, {@code no-user}, {@code no-item}, {@code no-rating},
     * {@code no-timestamp}, and what is wrong with their values.
     */
    @Override
    public List<Object[]> expand(String line) throws RejectedRow {
        Map<Member, String> values = values(line);
        String item = values.getOrDefault(Member.ITEM, values.get(Member.VARIANT));
        EpochTime time = EpochTime.ofSecondsOrMillis(
                Numbers.integer(present(values.get(Member.TIME), "timestamp"), "timestamp"));
        return List.<Object[]>of(InteractionValues.of(
                Identifier.of(present(values.get(Member.USER), "user"), "user"),
                Identifier.of(present(item, "item"), "item"),
                time.seconds(),
                time.tie(),
                Numbers.finite(present(values.get(Member.RATING), "rating"), "rating"),
                part));
    }

    private static Map<Member, String> values(String line) throws RejectedRow {
        try (JsonParser json = AmazonJson.FORMAT.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new RejectedRow("no-json-object");
            }
            Map<Member, String> values = new EnumMap<>(Member.class);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                Member member = MEMBERS.get(json.currentName());
                JsonToken value = json.nextToken();
                if (member != null && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    values.put(member, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            if (json.nextToken() != null) {
                throw new RejectedRow("malformed-json");
            }
            return values;
        } catch (IOException malformed) {
            throw new RejectedRow("malformed-json");
        }
    }

    private static String present(@Nullable String value, String name) throws RejectedRow {
        if (value == null) {
            throw new RejectedRow("no-" + name);
        }
        return value;
    }
}
