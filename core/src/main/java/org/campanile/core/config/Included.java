package org.campanile.core.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record component that holds options which several sections have in common. Its keys stand in the section itself,
 * not in a section of their own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Included {
    /** Defaults that differ from those the options declare, each as {@code key: value}, the value as in YAML. */
    String[] defaults() default {};
}
