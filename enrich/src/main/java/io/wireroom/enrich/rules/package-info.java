/** Operators' rules: the one strict loader of the folder {@code rules/}, and what it holds. Pure but for reading files. */
@NullMarked
package io.wireroom.enrich.rules;

import org.jspecify.annotations.NullMarked;
