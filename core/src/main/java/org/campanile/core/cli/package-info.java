/** What the command lines of all modules share: how a command is run, and how its errors and its progress are told. */
@NullMarked
package org.campanile.core.cli;

import org.jspecify.annotations.NullMarked;
