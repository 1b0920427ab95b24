/** Checks of the files under deploy/ and of the compose files: what they set, and what they leave open. */
@NullMarked
package io.wireroom.standalone.deploy;

import org.jspecify.annotations.NullMarked;
