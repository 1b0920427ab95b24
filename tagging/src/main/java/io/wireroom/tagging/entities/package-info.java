/**
 * The people, organisations and places of an article: the names in its sentences, resolved over the whole article and
 * with the gazetteer. Pure.
 */
@NullMarked
package io.wireroom.tagging.entities;

import org.jspecify.annotations.NullMarked;
