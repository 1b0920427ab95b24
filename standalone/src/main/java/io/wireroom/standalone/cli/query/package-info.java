/** Commands that query the store and the dead letters. */
@NullMarked
package io.wireroom.standalone.cli.query;

import org.jspecify.annotations.NullMarked;
