package org.campanile.core.tracking;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What MLflow servers take. What does not fit is cut or replaced, since they refuse the whole batch for one entry. */
final class MlflowLimits {
    static final int METRICS_PER_BATCH = 1000;
    static final int PARAMETERS_PER_BATCH = 100;
    static final int TAGS_PER_BATCH = 100;

    private static final int KEY = 250;
    private static final int PARAMETER_VALUE = 6000;
    private static final int TAG_VALUE = 5000;
    private static final int MODEL_PARAMETER_VALUE = 5000;
    /** {@code SqlLoggedModel} in {@code mlflow/store/tracking/dbmodels/models.py} has room for 500. */
    private static final int MODEL_NAME = 250;

    private static final int DIGEST = 36;
    private static final int DATA_NAME = 500;
    private static final int DATA_SCHEMA = 65_535;

    /** Newer servers take a colon too. */
    private static final Pattern FORBIDDEN = Pattern.compile("[^/\\w.\\- ]", Pattern.UNICODE_CHARACTER_CLASS);

    /** What {@code _validate_logged_model_name} in {@code mlflow/utils/validation.py} refuses, beside an empty name. */
    private static final Pattern FORBIDDEN_IN_MODELS = Pattern.compile("[/:.%\"']");

    private MlflowLimits() {}

    /** The name with forbidden characters replaced, and as a path that is its own normal form, as servers ask for. */
    static String key(String name) {
        String path = Arrays.stream(FORBIDDEN.matcher(name).replaceAll("_").split("/"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.equals(".") || part.equals("..") ? "_" : part)
                .collect(Collectors.joining("/"));
        String key = cut(path, KEY);
        return key.isEmpty() ? "_" : key;
    }

    static String parameterValue(String value) {
        return cut(value, PARAMETER_VALUE);
    }

    static String modelParameterValue(String value) {
        return cut(value, MODEL_PARAMETER_VALUE);
    }

    static String modelName(String name) {
        return name.isEmpty() ? "_" : cut(FORBIDDEN_IN_MODELS.matcher(name).replaceAll("_"), MODEL_NAME);
    }

    static String tagValue(String value) {
        return cut(value, TAG_VALUE);
    }

    static String digest(String hash) {
        return cut(hash, DIGEST);
    }

    static String dataName(String name) {
        return cut(name, DATA_NAME);
    }

    /** Whether a schema is short enough to be sent; half of one would not be JSON. */
    static boolean isDataSchema(String schema) {
        return schema.length() <= DATA_SCHEMA;
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
