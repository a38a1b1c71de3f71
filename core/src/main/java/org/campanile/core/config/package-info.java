/** The run's configuration: YAML to records, every option typed, defaulted, validated and documented where it is declared. */
@NullMarked
package org.campanile.core.config;

import org.jspecify.annotations.NullMarked;
