/** The command line. Each command has a class that only reads arguments and prints. */
@NullMarked
package io.wireroom.standalone.cli;

import org.jspecify.annotations.NullMarked;
