/**
 * What the stages and their consumers agree on: topics, records, codecs, identities and reasons.
 *
 * <p>Pure data and pure functions: no logging, no metrics, no I/O. A field is only ever added, and added as optional;
 * anything else is a new topic version.
 */
@NullMarked
package io.wireroom.contract;

import org.jspecify.annotations.NullMarked;
