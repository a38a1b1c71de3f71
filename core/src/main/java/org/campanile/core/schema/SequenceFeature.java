package org.campanile.core.schema;

/** Zero or more vocabulary indices per row (jagged ids), such as genres or a history; in time order where there is one. */
public record SequenceFeature(String name, FeatureSide side, String vocabulary) implements Feature {}
