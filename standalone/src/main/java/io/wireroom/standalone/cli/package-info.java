/** The command line: one class a command, no logic beyond arguments and printing. */
@NullMarked
package io.wireroom.standalone.cli;

import org.jspecify.annotations.NullMarked;
