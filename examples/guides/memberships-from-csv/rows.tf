locals {
  # Excel begins a CSV file in UTF-8 with a byte-order mark, and separates columns by semicolons where numbers have decimal
  # commas. csvdecode takes commas only, so what is between two semicolons is quoted: a comma in it belongs to a name.
  csv            = trimprefix(local.csv_file, "\ufeff")
  has_semicolons = strcontains(split("\n", local.csv)[0], ";")
  parts          = regexall("\"(?:[^\"]|\"\")*\"|[^\";\r\n]+|[;\r\n]", local.csv)
  csv_by_comma = !local.has_semicolons ? local.csv : join("", [
    for part in local.parts : part == ";" ? "," : can(regex("^[\"\r\n]", part)) ? part : "\"${part}\""
  ])

  # Capitals and surrounding blanks make no difference. Rows with nothing in them are left out.
  rows = [
    for row in csvdecode(local.csv_by_comma) : {
      for column, value in row : replace(lower(trimspace(column)), " ", "_") => lower(trimspace(value))
    }
    if trimspace(join("", values(row))) != ""
  ]

  declared = [
    for row in local.rows : {
      email_address = lookup(row, "email_address", "")
      access_group  = join(": ", compact([lookup(row, "access_system", ""), lookup(row, "access_group", "")]))
    }
  ]

  # One membership for each row, under a key that says which one it is.
  memberships = { for one in distinct(local.declared) : "${one.email_address} in ${one.access_group}" => one }

  columns    = distinct(flatten([for row in local.rows : keys(row)]))
  incomplete = [for one in local.declared : jsonencode(values(one)) if one.email_address == "" || one.access_group == ""]
  times      = { for one in local.declared : "${one.email_address} in ${one.access_group}" => one... }
  twice      = [for key, rows in local.times : key if length(rows) > 1]

  problem_of_file = (
    length(local.rows) == 0 ? "It has no rows: every membership that was declared from it would end." :
    length(setsubtract(["email_address", "access_group"], local.columns)) > 0 ?
    "It needs the columns email_address and access_group, and has: ${join(", ", local.columns)}." :
    length(local.incomplete) > 0 ? "Rows with an address or an access group only: ${join(" ", local.incomplete)}." :
    length(local.twice) > 0 ? "Rows that are there twice: ${join("; ", local.twice)}." : ""
  )
}
