/** {@code wireroom dead-letters}. */
@NullMarked
package io.wireroom.standalone.cli.deadletters;

import org.jspecify.annotations.NullMarked;
