/** Reads the tables of open data that models and lists are made from. */
@NullMarked
package io.wireroom.training.csv;

import org.jspecify.annotations.NullMarked;
