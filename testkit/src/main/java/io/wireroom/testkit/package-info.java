/**
 * Shared by the tests of several modules: invented records, a database, captured logs. No production code depends on
 * it.
 */
@NullMarked
package io.wireroom.testkit;

import org.jspecify.annotations.NullMarked;
