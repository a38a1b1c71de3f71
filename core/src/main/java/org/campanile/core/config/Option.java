package org.campanile.core.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares one configuration option on a record component: its meaning, default and allowed range.
 *
 * <p>The key is the component's name in kebab-case ({@code batchSize} is {@code batch-size}). The reader, {@code campanile
 * config} and the configuration reference all work from this annotation alone.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {
    /** The value of {@link #defaultValue()} that marks an option without a default. */
    String REQUIRED = "<required>";

    /** One sentence for the configuration reference: what the option does, with its unit. */
    String value();

    /** The default, written as in YAML. */
    String defaultValue() default REQUIRED;

    /** The allowed interval of a number, such as {@code [1, 65536]}, {@code (0, 1]} or {@code [0, inf)}; empty: any. */
    String range() default "";
}
