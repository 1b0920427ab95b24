/** The command line: one class for each command, which only reads arguments and prints. */
@NullMarked
package io.wireroom.standalone.cli;

import org.jspecify.annotations.NullMarked;
