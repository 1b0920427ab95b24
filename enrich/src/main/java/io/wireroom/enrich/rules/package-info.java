/** Operators' rules: the strict loader of the folder {@code rules/}, and its content. Pure, except that it reads files. */
@NullMarked
package io.wireroom.enrich.rules;

import org.jspecify.annotations.NullMarked;
