/** The rules of polite crawling: each with its scenario, its source (mostly an RFC section) and its verdict. */
@NullMarked
package io.wireroom.conformance.etiquette.rules;

import org.jspecify.annotations.NullMarked;
