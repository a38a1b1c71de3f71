package org.campanile.core.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the record component that holds the options of the chosen variant of a section: those of a model type or of a
 * data source. Its keys stand in the section itself, beside the selector, not in a section of their own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Variant {
    /** The name of the sibling component whose value chooses the variant. */
    String selector();
}
