/** How records are read from JSON and written as JSON, with every fault as a value. Pure. */
@NullMarked
package io.wireroom.contract.json;

import org.jspecify.annotations.NullMarked;
