/** Self-contained HTML pages with tables and line charts, for the reports of runs and of data sets. */
@NullMarked
package org.campanile.core.chart;

import org.jspecify.annotations.NullMarked;
