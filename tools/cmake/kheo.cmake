# kheo_library(NAME [POSTGRES] DEPENDS … LIBS … TEST_DEPENDS …): the folder it stands in becomes one
# static library from its *.cpp, *.sql and *.html; its *_test.cpp become one
# doctest program and one ctest entry of the same name.
option(KHEO_SANITIZE "address,undefined or thread" "")

add_library(kheo_flags INTERFACE)
target_compile_options(kheo_flags INTERFACE -Wall -Wextra -Wpedantic -Werror
  -Wno-missing-field-initializers -Wno-gnu-statement-expression -Wno-unknown-warning-option
  -fstack-protector-strong)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(kheo_flags INTERFACE -Wno-maybe-uninitialized -Wno-dangling-reference)
  # GCC 12 reports false bounds errors inside libstdc++ at -O2.
  target_compile_options(kheo_flags INTERFACE -Wno-error=array-bounds -Wno-error=stringop-overflow -Wno-error=restrict)
endif()
target_compile_definitions(kheo_flags INTERFACE BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_DISABLE_BOOST_COROUTINE)
if(KHEO_SANITIZE)
  target_compile_options(kheo_flags INTERFACE -fsanitize=${KHEO_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(kheo_flags INTERFACE -fsanitize=${KHEO_SANITIZE})
endif()
target_include_directories(kheo_flags INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/gen)
target_link_libraries(kheo_flags INTERFACE Boost::headers fmt::fmt Threads::Threads)

# What nearly every file reads, read once for all targets: half of a compilation
# was that. Not where several clones share a ccache: its path is in it.
option(KHEO_PRECOMPILED "read the common headers once" OFF)
if(KHEO_PRECOMPILED)
  add_library(kheo_precompiled OBJECT ${CMAKE_SOURCE_DIR}/tools/cmake/precompiled.cpp)
  target_link_libraries(kheo_precompiled PRIVATE kheo_flags Boost::json)
  target_precompile_headers(kheo_precompiled PRIVATE ${CMAKE_SOURCE_DIR}/tools/cmake/precompiled.hpp)
  # Some libraries ask for -pthread: all must be read with the same flags.
  target_compile_options(kheo_flags INTERFACE -pthread "SHELL:-Xclang -fno-pch-timestamp")
endif()
function(kheo_precompiled_for name)
  if(KHEO_PRECOMPILED)
    target_precompile_headers(${name} REUSE_FROM kheo_precompiled)
  endif()
endfunction()

# The entry point of every unit test program, compiled once.
add_library(kheo_test_main OBJECT ${CMAKE_SOURCE_DIR}/platform/testing/main.cpp)
target_link_libraries(kheo_test_main PUBLIC kheo_flags doctest::doctest)

function(kheo_library name)
  cmake_parse_arguments(arg "POSTGRES" "" "DEPENDS;LIBS;TEST_DEPENDS" ${ARGN})
  file(RELATIVE_PATH place ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  file(GLOB tests CONFIGURE_DEPENDS *_test.cpp)
  file(GLOB statements CONFIGURE_DEPENDS *.sql)
  file(GLOB pages CONFIGURE_DEPENDS *.html)
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER statements EXCLUDE REGEX "\\.postgres\\.sql$")
  set(made)
  foreach(file ${statements})
    get_filename_component(stem ${file} NAME_WE)
    set(out ${CMAKE_BINARY_DIR}/gen/${place}/${stem}.sql.hpp)
    file(GLOB variant CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${stem}.postgres.sql)
    add_custom_command(OUTPUT ${out} COMMAND embed_sql ${name} ${file} ${out} ${variant}
      DEPENDS embed_sql ${file} ${variant} VERBATIM)
    list(APPEND made ${out})
  endforeach()
  foreach(file ${pages})
    get_filename_component(stem ${file} NAME_WE)
    set(out ${CMAKE_BINARY_DIR}/gen/${place}/${stem}.html)
    add_custom_command(OUTPUT ${out}.hpp ${out}.cpp COMMAND embed_html ${name} ${place} ${file} ${out}.hpp ${out}.cpp
      DEPENDS embed_html ${file} VERBATIM)
    list(APPEND made ${out}.hpp ${out}.cpp)
  endforeach()
  if(sources OR made)
    add_library(${name} STATIC ${sources} ${made})
    target_link_libraries(${name} PUBLIC kheo_flags ${arg_DEPENDS} ${arg_LIBS})
    kheo_precompiled_for(${name})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE kheo_flags ${arg_DEPENDS} ${arg_LIBS})
  endif()
  if(tests)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE ${name} ${arg_TEST_DEPENDS} kheo_test_main)
    kheo_precompiled_for(${name}_test)
    add_test(NAME ${name} COMMAND ${name}_test)
    set_tests_properties(${name} PROPERTIES LABELS unit)
    if(arg_POSTGRES)
      # Its cases marked [postgres] need a server: a throw-away one.
      set_target_properties(${name}_test PROPERTIES CROSSCOMPILING_EMULATOR "sh;${CMAKE_SOURCE_DIR}/platform/db/with_postgres.sh")
    endif()
  endif()
endfunction()
