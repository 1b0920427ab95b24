/**
 * What an article is about, as IPTC Media Topics: a linear model for English, the publisher's own section and keywords
 * for every language, and operators' rules.
 */
@NullMarked
package io.wireroom.tagging.topics;

import org.jspecify.annotations.NullMarked;
