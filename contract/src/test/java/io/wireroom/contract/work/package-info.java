@NullMarked
package io.wireroom.contract.work;

import org.jspecify.annotations.NullMarked;
